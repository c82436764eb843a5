// 雁阵一览，按编号，从 after 之后起。
// reads
// $after        STRING   上一页最后的编号，第一页为空文字
// $limit        INTEGER  最多几行
// formation_id  STRING   雁阵编号
// name          STRING   名称
// chain_id      STRING   产业链编号
// chain         STRING   产业链名称
// region        STRING   地区
// on            DATE     编组日
// heads         INTEGER  头雁数
// members       INTEGER  成员数
MATCH (f:Formation) WHERE f.formation_id > $after
WITH f ORDER BY f.formation_id LIMIT $limit
MATCH (f)-[:OF]->(c:Chain)
RETURN f.formation_id AS formation_id, f.name AS name, c.chain_id AS chain_id, c.name AS chain,
       f.region AS region, f.on AS on,
       COUNT { MATCH (f)<-[m:FLIES_IN]-(:Company) WHERE m.role = 'head' } AS heads,
       COUNT { MATCH (f)<-[m:FLIES_IN]-(:Company) WHERE m.role = 'member' } AS members
ORDER BY formation_id
