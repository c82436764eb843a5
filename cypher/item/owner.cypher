// 事项所属的文件。
// reads
// $item_id  STRING  事项编号
// doc_id    STRING  文档编号
// id        STRING  事项在文档内的编号
MATCH (i:Item {item_id: $item_id})
RETURN i.doc_id AS doc_id, i.id AS id
LIMIT 1
