// 写入事项给予的支持；属性整体替换。
// writes
// $rows  LIST<MAP>  item_id、benefit_id、props（全部属性）
UNWIND $rows AS row
MATCH (i:Item {item_id: row.item_id})
MERGE (b:Benefit {benefit_id: row.benefit_id})
SET b = row.props
MERGE (i)-[:PAYS]->(b)
