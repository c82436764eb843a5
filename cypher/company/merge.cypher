// 写入企业自身的属性；整体替换。
// writes
// $rows  LIST<MAP>  key、props（全部属性）
UNWIND $rows AS row
MERGE (c:Company {key: row.key})
SET c = row.props
