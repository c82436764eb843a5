// 把一种关系写成导出时的样子；两点之间至多一条；导入用。
// writes
// $rows  LIST<MAP>  source、target（两端的键）、props（全部属性）
// each  as transfer.links
UNWIND $rows AS row
MATCH (a:<from> {<from_key>: row.source})
MATCH (b:<to> {<to_key>: row.target})
MERGE (a)-[r:<type>]->(b)
SET r = row.props
