// 图中已有的供货关系的属性。
// reads
// $rows    LIST<MAP>  supplier、customer、link_id
// link_id  STRING     关系编号
// props    MAP        关系的全部属性
UNWIND $rows AS row
MATCH (:Company {key: row.supplier})-[r:SUPPLIES {link_id: row.link_id}]->(:Company {key: row.customer})
RETURN r.link_id AS link_id, properties(r) AS props
ORDER BY link_id
