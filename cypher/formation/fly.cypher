// 把企业编入雁阵；role 为 head（头雁）或 member（成员）。
// writes
// $rows  LIST<MAP>  formation_id、company、role、props（关系的全部属性）
UNWIND $rows AS row
MATCH (f:Formation {formation_id: row.formation_id})
MATCH (c:Company {key: row.company})
MERGE (c)-[m:FLIES_IN {role: row.role}]->(f)
SET m = row.props
