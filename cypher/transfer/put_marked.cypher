// 把一种关系写成导出时的样子；两点之间可以有几条，靠 <mark> 分辨；导入用。
// writes
// $rows  LIST<MAP>  source、target（两端的键）、props（全部属性）、mark
// each  as transfer.marked
UNWIND $rows AS row
MATCH (a:<from> {<from_key>: row.source})
MATCH (b:<to> {<to_key>: row.target})
MERGE (a)-[r:<type> {<mark>: row.mark}]->(b)
SET r = row.props
