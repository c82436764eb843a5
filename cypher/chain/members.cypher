// 一条产业链各环节中的企业，按关系编号，从 after 之后起。
// reads
// $chain_id  STRING   产业链编号
// $after     STRING   上一页最后的关系编号，第一页为空文字
// $limit     INTEGER  最多几行
// link_id    STRING   关系编号
// company    STRING   企业的键
// segment_id STRING   环节编号
// n          INTEGER  环节在链上的次序
// source     STRING   出处
// share      STRING   占收入之比，十进制文字
MATCH (s:Segment {chain_id: $chain_id})<-[w:WORKS_IN]-(c:Company)
WHERE w.link_id > $after
RETURN w.link_id AS link_id, c.key AS company, s.segment_id AS segment_id, s.n AS n, w.source AS source,
       w.share AS share
ORDER BY link_id
LIMIT $limit
