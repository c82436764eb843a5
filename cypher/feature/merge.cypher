// 写入词表中的指标；属性整体替换。
// writes
// $rows  LIST<MAP>  feature_id、props（全部属性）
UNWIND $rows AS row
MERGE (f:Feature {feature_id: row.feature_id})
SET f = row.props
