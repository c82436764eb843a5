// 写入地区；属性整体替换。
// writes
// $rows  LIST<MAP>  code、props（全部属性）
UNWIND $rows AS row
MERGE (r:Region {code: row.code})
SET r = row.props
