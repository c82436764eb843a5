// 一种节点的一页：键与全部属性，按键排；导出用。
// reads
// $after  STRING   上一页最后的键
// $limit  INTEGER  最多几个
// key     STRING   业务键
// props   MAP      全部属性
// each  Import: <label>=Import <key>=import_id
// each  Policy: <label>=Policy <key>=doc_id
// each  Item: <label>=Item <key>=item_id
// each  Feature: <label>=Feature <key>=feature_id
// each  Criterion: <label>=Criterion <key>=criterion_id
// each  Benefit: <label>=Benefit <key>=benefit_id
// each  Window: <label>=Window <key>=window_id
// each  Company: <label>=Company <key>=key
// each  FactSheet: <label>=FactSheet <key>=sheet_id
// each  Title: <label>=Title <key>=title_id
// each  Region: <label>=Region <key>=code
// each  Industry: <label>=Industry <key>=code
// each  Chain: <label>=Chain <key>=chain_id
// each  Segment: <label>=Segment <key>=segment_id
// each  Formation: <label>=Formation <key>=formation_id
// each  Run: <label>=Run <key>=run_id
// each  Account: <label>=Account <key>=name
// each  Correction: <label>=Correction <key>=correction_id
// each  Act: <label>=Act <key>=act_id
MATCH (n:<label>)
WHERE n.<key> > $after
RETURN n.<key> AS key, properties(n) AS props
ORDER BY key
LIMIT $limit
