// 一种关系中从这些节点出发的；两点之间至多一条；导出用。
// reads
// $keys   LIST<STRING>  起点的键
// source  STRING        起点的键
// target  STRING        终点的键
// props   MAP           全部属性
// each  Policy.CAME_FROM.Import: <from>=Policy <from_key>=doc_id <type>=CAME_FROM <to>=Import <to_key>=import_id
// each  Company.CAME_FROM.Import: <from>=Company <from_key>=key <type>=CAME_FROM <to>=Import <to_key>=import_id
// each  Chain.CAME_FROM.Import: <from>=Chain <from_key>=chain_id <type>=CAME_FROM <to>=Import <to_key>=import_id
// each  Formation.CAME_FROM.Import: <from>=Formation <from_key>=formation_id <type>=CAME_FROM <to>=Import <to_key>=import_id
// each  Policy.APPLIES_IN.Region: <from>=Policy <from_key>=doc_id <type>=APPLIES_IN <to>=Region <to_key>=code
// each  Policy.GRANTS.Item: <from>=Policy <from_key>=doc_id <type>=GRANTS <to>=Item <to_key>=item_id
// each  Item.PAYS.Benefit: <from>=Item <from_key>=item_id <type>=PAYS <to>=Benefit <to_key>=benefit_id
// each  Item.OPENS.Window: <from>=Item <from_key>=item_id <type>=OPENS <to>=Window <to_key>=window_id
// each  Criterion.ABOUT.Feature: <from>=Criterion <from_key>=criterion_id <type>=ABOUT <to>=Feature <to_key>=feature_id
// each  Company.REPORTED.FactSheet: <from>=Company <from_key>=key <type>=REPORTED <to>=FactSheet <to_key>=sheet_id
// each  Company.REGISTERED_IN.Region: <from>=Company <from_key>=key <type>=REGISTERED_IN <to>=Region <to_key>=code
// each  Company.CLASSED_AS.Industry: <from>=Company <from_key>=key <type>=CLASSED_AS <to>=Industry <to_key>=code
// each  Company.FITS.Item: <from>=Company <from_key>=key <type>=FITS <to>=Item <to_key>=item_id
// each  Company.NEAR.Item: <from>=Company <from_key>=key <type>=NEAR <to>=Item <to_key>=item_id
// each  Region.PART_OF.Region: <from>=Region <from_key>=code <type>=PART_OF <to>=Region <to_key>=code
// each  Industry.PART_OF.Industry: <from>=Industry <from_key>=code <type>=PART_OF <to>=Industry <to_key>=code
// each  Segment.IN_CHAIN.Chain: <from>=Segment <from_key>=segment_id <type>=IN_CHAIN <to>=Chain <to_key>=chain_id
// each  Formation.OF.Chain: <from>=Formation <from_key>=formation_id <type>=OF <to>=Chain <to_key>=chain_id
// each  Correction.CORRECTS.Policy: <from>=Correction <from_key>=correction_id <type>=CORRECTS <to>=Policy <to_key>=doc_id
UNWIND $keys AS wanted
MATCH (a:<from> {<from_key>: wanted})-[r:<type>]->(b:<to>)
RETURN a.<from_key> AS source, b.<to_key> AS target, properties(r) AS props
ORDER BY source, target
