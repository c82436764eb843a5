// 全部供货关系，按关系编号，从 after 之后起。
// reads
// $after      STRING   上一页最后的关系编号，第一页为空文字
// $limit      INTEGER  最多几行
// link_id     STRING   关系编号
// supplier    STRING   供方
// customer    STRING   需方
// product     STRING   产品
// year        INTEGER  年份
// source      STRING   出处
// amount      STRING   金额（元），十进制文字
// confidence  STRING   可信度
MATCH (a:Company)-[r:SUPPLIES]->(b:Company) WHERE r.link_id > $after
RETURN r.link_id AS link_id, a.key AS supplier, b.key AS customer, r.product AS product,
       r.year AS year, r.source AS source, r.amount AS amount, r.confidence AS confidence
ORDER BY link_id
LIMIT $limit
