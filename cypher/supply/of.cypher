// 若干企业的供货关系，作为供方或需方的都算，按关系编号，从 after 之后起。
// reads
// $keys       LIST<STRING>  企业的键
// $after      STRING        上一页最后的关系编号，第一页为空文字
// $limit      INTEGER       最多几行
// link_id     STRING        关系编号
// supplier    STRING        供方
// customer    STRING        需方
// product     STRING        产品
// year        INTEGER       年份
// source      STRING        出处
// amount      STRING        金额（元），十进制文字
// confidence  STRING        可信度
MATCH (c:Company) WHERE c.key IN $keys
MATCH (c)-[r:SUPPLIES]-(:Company) WHERE r.link_id > $after
WITH DISTINCT r ORDER BY r.link_id LIMIT $limit
RETURN r.link_id AS link_id, startNode(r).key AS supplier, endNode(r).key AS customer, r.product AS product,
       r.year AS year, r.source AS source, r.amount AS amount, r.confidence AS confidence
ORDER BY link_id
