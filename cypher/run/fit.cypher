// 写入整批匹配中符合的企业与事项。
// writes
// $rows  LIST<MAP>  company、item_id、props（关系的全部属性）
UNWIND $rows AS row
MATCH (c:Company {key: row.company})
MATCH (i:Item {item_id: row.item_id})
MERGE (c)-[r:FITS]->(i)
SET r = row.props
