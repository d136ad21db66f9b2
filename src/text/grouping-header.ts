/** 旅游 under 所属专业大类 beside 中餐烹饪 under 专业名称: the head of a column that tells which kind a row is of, and not its name. */
export const GROUPING_HEADER = /^所[属在]|大类|类别|类型|性质|隶属|级别|层次|学制|举办者|主管|负责人|带头人/;
