// 写入雁阵，并连到它围绕的产业链；属性整体替换。
// writes
// $rows  LIST<MAP>  formation_id、chain_id、props（全部属性）
UNWIND $rows AS row
MATCH (c:Chain {chain_id: row.chain_id})
MERGE (f:Formation {formation_id: row.formation_id})
SET f = row.props
MERGE (f)-[:OF]->(c)
