// 作废一些文档上的全部更正（换用新的机器读数时，经人同意）。
// writes
// $rows  LIST<MAP>  doc_id、at
UNWIND $rows AS row
MATCH (c:Correction {doc_id: row.doc_id}) WHERE c.dropped IS NULL
SET c.dropped = row.at
