// 写入条件，并连到它的指标；属性整体替换。
// writes
// $rows  LIST<MAP>  criterion_id、feature_id、props（条件的全部属性）、feature（指标的全部属性）
UNWIND $rows AS row
MERGE (c:Criterion {criterion_id: row.criterion_id})
SET c = row.props
MERGE (f:Feature {feature_id: row.feature_id})
ON CREATE SET f = row.feature
MERGE (c)-[:ABOUT]->(f)
