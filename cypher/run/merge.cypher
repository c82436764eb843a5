// 记下一次整批匹配。
// writes
// $rows  LIST<MAP>  run_id、props（全部属性）
UNWIND $rows AS row
MERGE (r:Run {run_id: row.run_id})
SET r = row.props
