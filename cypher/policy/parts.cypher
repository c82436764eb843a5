// 若干政策的全部内容：文件、事项、条件、支持、申报期，一件一行。
// reads
// $doc_ids  LIST<STRING>  文档编号
// kind      STRING        policy、item、criterion、benefit 或 window
// doc_id    STRING        文档编号
// owner     STRING        所属事项的编号；文件与事项为空
// n         INTEGER       次序
// props     MAP           全部属性
CALL () {
  MATCH (p:Policy) WHERE p.doc_id IN $doc_ids
  RETURN 'policy' AS kind, p.doc_id AS doc_id, '' AS owner, 0 AS n, properties(p) AS props
  UNION ALL
  MATCH (i:Item) WHERE i.doc_id IN $doc_ids
  RETURN 'item' AS kind, i.doc_id AS doc_id, '' AS owner, i.n AS n, properties(i) AS props
  UNION ALL
  MATCH (c:Criterion) WHERE c.doc_id IN $doc_ids
  RETURN 'criterion' AS kind, c.doc_id AS doc_id, c.item_id AS owner, c.n AS n, properties(c) AS props
  UNION ALL
  MATCH (i:Item)-[:PAYS]->(b:Benefit) WHERE i.doc_id IN $doc_ids
  RETURN 'benefit' AS kind, i.doc_id AS doc_id, i.item_id AS owner, b.n AS n, properties(b) AS props
  UNION ALL
  MATCH (i:Item)-[:OPENS]->(w:Window) WHERE i.doc_id IN $doc_ids
  RETURN 'window' AS kind, i.doc_id AS doc_id, i.item_id AS owner, w.n AS n, properties(w) AS props
}
RETURN kind, doc_id, owner, n, props
ORDER BY doc_id, kind, owner, n
