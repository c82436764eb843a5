// 按文件找条件。
// schema
CREATE INDEX criterion_by_doc_id IF NOT EXISTS
FOR (n:Criterion) ON (n.doc_id)
