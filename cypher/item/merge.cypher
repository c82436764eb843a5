// 写入事项。读数没有签认而内容未变时保留原有签认；内容变了，原签认作废。
// writes
// $rows  LIST<MAP>  doc_id、item_id、version、signed_by、signed_on、signed_compared、props（其余属性）
UNWIND $rows AS row
MATCH (p:Policy {doc_id: row.doc_id})
MERGE (i:Item {item_id: row.item_id})
SET i.signed_by = CASE WHEN row.signed_by IS NOT NULL THEN row.signed_by
                       WHEN i.version = row.version THEN i.signed_by END,
    i.signed_on = CASE WHEN row.signed_by IS NOT NULL THEN row.signed_on
                       WHEN i.version = row.version THEN i.signed_on END,
    i.signed_compared = CASE WHEN row.signed_by IS NOT NULL THEN row.signed_compared
                             WHEN i.version = row.version THEN i.signed_compared END
SET i += row.props, i.version = row.version,
    i.state = CASE WHEN i.signed_by IS NULL THEN 'draft' ELSE 'signed' END
MERGE (p)-[:GRANTS]->(i)
