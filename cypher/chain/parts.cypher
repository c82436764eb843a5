// 若干产业链的全部内容：链、环节、投入关系，一件一行。
// reads
// $keys     LIST<STRING>  产业链编号
// kind      STRING        chain、segment 或 feed
// chain_id  STRING        产业链编号
// n         INTEGER       次序
// props     MAP           全部属性
CALL () {
  MATCH (c:Chain) WHERE c.chain_id IN $keys
  RETURN 'chain' AS kind, c.chain_id AS chain_id, 0 AS n, properties(c) AS props
  UNION ALL
  MATCH (s:Segment) WHERE s.chain_id IN $keys
  RETURN 'segment' AS kind, s.chain_id AS chain_id, s.n AS n, properties(s) AS props
  UNION ALL
  MATCH (:Segment)-[f:FEEDS]->(:Segment) WHERE f.chain_id IN $keys
  RETURN 'feed' AS kind, f.chain_id AS chain_id, f.n AS n, properties(f) AS props
}
RETURN kind, chain_id, n, props
ORDER BY chain_id, kind, n
