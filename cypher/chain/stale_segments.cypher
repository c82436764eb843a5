// 产业链中新内容不再有的环节，及还有多少企业在其中。
// reads
// $rows       LIST<MAP>  chain_id、segment_ids（新内容的环节）
// segment_id  STRING     环节编号
// name        STRING     环节名称
// companies   INTEGER    在其中的企业数
UNWIND $rows AS row
MATCH (s:Segment {chain_id: row.chain_id})
WHERE NOT s.segment_id IN row.segment_ids
RETURN s.segment_id AS segment_id, s.name AS name, COUNT { (s)<-[:WORKS_IN]-(:Company) } AS companies
ORDER BY segment_id
