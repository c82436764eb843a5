// 去掉政策到地区、事项到条件、条件到指标的连线，随后按新内容重连。
// writes
// $rows  LIST<MAP>  doc_id
UNWIND $rows AS row
MATCH (p:Policy {doc_id: row.doc_id})
OPTIONAL MATCH (p)-[a:APPLIES_IN]->(:Region)
OPTIONAL MATCH (p)-[:GRANTS]->(:Item)-[r:REQUIRES]->(:Criterion)
OPTIONAL MATCH (c:Criterion {doc_id: row.doc_id})-[f:ABOUT]->(:Feature)
DELETE a, r, f
