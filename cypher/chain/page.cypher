// 产业链一览，按编号，从 after 之后起。
// reads
// $after     STRING   上一页最后的编号，第一页为空文字
// $limit     INTEGER  最多几行
// chain_id   STRING   产业链编号
// name       STRING   名称
// source     STRING   出处
// segments   INTEGER  环节数
// companies  INTEGER  在其中的企业数
// leaders    INTEGER  被认定为链主的企业数
MATCH (c:Chain) WHERE c.chain_id > $after
WITH c ORDER BY c.chain_id LIMIT $limit
RETURN c.chain_id AS chain_id, c.name AS name, c.source AS source,
       COUNT { (c)<-[:IN_CHAIN]-(:Segment) } AS segments,
       size(COLLECT { MATCH (c)<-[:IN_CHAIN]-(:Segment)<-[:WORKS_IN]-(f:Company) RETURN DISTINCT f.key }) AS companies,
       size(COLLECT { MATCH (c)<-[:LEADS]-(f:Company) RETURN DISTINCT f.key }) AS leaders
ORDER BY chain_id
