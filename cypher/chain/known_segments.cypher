// 这些环节中图里已有的，及其产业链。
// reads
// $keys     LIST<STRING>  环节编号
// key       STRING        环节编号
// chain_id  STRING        所属产业链
MATCH (s:Segment) WHERE s.segment_id IN $keys
RETURN s.segment_id AS key, s.chain_id AS chain_id
ORDER BY key
