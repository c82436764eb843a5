// 按文件找事项。
// schema
CREATE INDEX item_by_doc_id IF NOT EXISTS
FOR (n:Item) ON (n.doc_id)
