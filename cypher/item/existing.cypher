// 若干政策的事项的签认情况。
// reads
// $doc_ids   LIST<STRING>  文档编号
// item_id    STRING        事项编号
// version    STRING        规则版本
// signed_by  STRING        签认人
// signed_on  DATE          签认日
// signed_compared  STRING  签认时核对的原件
MATCH (i:Item) WHERE i.doc_id IN $doc_ids
RETURN i.item_id AS item_id, i.version AS version, i.signed_by AS signed_by, i.signed_on AS signed_on,
       i.signed_compared AS signed_compared
ORDER BY item_id
