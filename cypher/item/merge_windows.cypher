// 写入事项的申报期；属性整体替换。
// writes
// $rows  LIST<MAP>  item_id、window_id、props（全部属性）
UNWIND $rows AS row
MATCH (i:Item {item_id: row.item_id})
MERGE (w:Window {window_id: row.window_id})
SET w = row.props
MERGE (i)-[:OPENS]->(w)
