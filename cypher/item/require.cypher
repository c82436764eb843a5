// 把事项连到它用到的条件；role 为 require、exclude、band、row 或 stated。
// writes
// $rows  LIST<MAP>  item_id、criterion_id、role
UNWIND $rows AS row
MATCH (i:Item {item_id: row.item_id})
MATCH (c:Criterion {criterion_id: row.criterion_id})
MERGE (i)-[:REQUIRES {role: row.role}]->(c)
