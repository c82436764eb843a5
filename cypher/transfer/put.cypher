// 把一种节点的属性写成导出时的样子；导入用。
// writes
// $rows  LIST<MAP>  key、props（全部属性）
// each  as transfer.page
UNWIND $rows AS row
MERGE (n:<label> {<key>: row.key})
SET n = row.props
