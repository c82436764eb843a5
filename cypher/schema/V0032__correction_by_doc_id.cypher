// 按文档找更正。
// schema
CREATE INDEX correction_by_doc_id IF NOT EXISTS
FOR (n:Correction) ON (n.doc_id)
