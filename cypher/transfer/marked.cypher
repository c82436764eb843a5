// 一种关系中从这些节点出发的；两点之间可以有几条，靠 <mark> 分辨；导出用。
// reads
// $keys   LIST<STRING>  起点的键
// source  STRING        起点的键
// target  STRING        终点的键
// props   MAP           全部属性
// each  Item.REQUIRES.Criterion: <from>=Item <from_key>=item_id <type>=REQUIRES <to>=Criterion <to_key>=criterion_id <mark>=role
// each  Company.HOLDS.Title: <from>=Company <from_key>=key <type>=HOLDS <to>=Title <to_key>=title_id <mark>=hold_id
// each  Company.SUPPLIES.Company: <from>=Company <from_key>=key <type>=SUPPLIES <to>=Company <to_key>=key <mark>=link_id
// each  Company.WORKS_IN.Segment: <from>=Company <from_key>=key <type>=WORKS_IN <to>=Segment <to_key>=segment_id <mark>=link_id
// each  Company.LEADS.Chain: <from>=Company <from_key>=key <type>=LEADS <to>=Chain <to_key>=chain_id <mark>=link_id
// each  Segment.FEEDS.Segment: <from>=Segment <from_key>=segment_id <type>=FEEDS <to>=Segment <to_key>=segment_id <mark>=feed_id
// each  Company.FLIES_IN.Formation: <from>=Company <from_key>=key <type>=FLIES_IN <to>=Formation <to_key>=formation_id <mark>=role
UNWIND $keys AS wanted
MATCH (a:<from> {<from_key>: wanted})-[r:<type>]->(b:<to>)
RETURN a.<from_key> AS source, b.<to_key> AS target, properties(r) AS props
ORDER BY source, target
