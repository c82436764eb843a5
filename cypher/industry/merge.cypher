// 写入行业；属性整体替换。
// writes
// $rows  LIST<MAP>  code、props（全部属性）
UNWIND $rows AS row
MERGE (i:Industry {code: row.code})
SET i = row.props
