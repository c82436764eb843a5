// 这些事项中图里已有的。
// reads
// $keys  LIST<STRING>  事项编号
// key    STRING        事项编号
MATCH (i:Item) WHERE i.item_id IN $keys
RETURN i.item_id AS key
ORDER BY key
