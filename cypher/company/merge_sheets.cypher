// 写入一家企业一个期间的数据表；属性整体替换。
// writes
// $rows  LIST<MAP>  key、sheet_id、props（全部属性）
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
MERGE (s:FactSheet {sheet_id: row.sheet_id})
SET s = row.props
MERGE (c)-[:REPORTED]->(s)
