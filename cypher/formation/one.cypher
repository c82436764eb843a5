// 若干雁阵及其编组。
// reads
// $keys         LIST<STRING>  雁阵编号
// formation_id  STRING        雁阵编号
// props         MAP           雁阵的属性
// flies         LIST<MAP>     企业（company）、role、次序（n）
MATCH (f:Formation) WHERE f.formation_id IN $keys
RETURN f.formation_id AS formation_id, properties(f) AS props,
       COLLECT { MATCH (f)<-[m:FLIES_IN]-(c:Company) RETURN {company: c.key, role: m.role, n: m.n} } AS flies
ORDER BY formation_id
