// 写入企业持有的资质荣誉；关系的属性整体替换。
// writes
// $rows  LIST<MAP>  key、title_id、hold_id、title（资质荣誉的属性）、props（关系的全部属性）
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
MERGE (t:Title {title_id: row.title_id})
ON CREATE SET t = row.title
MERGE (c)-[h:HOLDS {hold_id: row.hold_id}]->(t)
SET h = row.props
