// 图中已有的从事环节关系的属性。
// reads
// $rows    LIST<MAP>  company、segment_id、link_id
// link_id  STRING     关系编号
// props    MAP        关系的全部属性
UNWIND $rows AS row
MATCH (:Company {key: row.company})-[r:WORKS_IN {link_id: row.link_id}]->(:Segment {segment_id: row.segment_id})
RETURN r.link_id AS link_id, properties(r) AS props
ORDER BY link_id
