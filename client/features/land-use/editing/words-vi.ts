type Source = { readonly file: string; readonly sheet: string | null; readonly row: number | null };

/** Texts of entering and changing rows, for every kind of them. */
export const words = {
  conflict: {
    title: "Đã có người sửa mục này sau khi bạn mở",
    lead: "Chưa có gì bị ghi đè. Hãy chọn ở từng trường, rồi ghi lại.",
    leadRemoved: "Mục này khác với lúc bạn mở. Hãy xem lại trước khi xóa.",
    held: "Lúc bạn mở",
    current: "Hiện nay",
    yours: "Của bạn",
    others: "Người khác đã sửa, bạn không sửa: giữ như hiện nay",
    onlyYours: "Chỉ bạn sửa: vẫn được ghi",
    takeCurrent: "Lấy tất cả như hiện nay",
    takeYours: "Lấy tất cả của tôi",
    write: "Ghi lại",
    removeAll: "Vẫn xóa",
    discard: "Bỏ phần của tôi",
    choose: "Hãy chọn một trong hai.",
    nothingLeft: "Bạn đã chọn giữ mọi trường như hiện nay; không còn gì để ghi.",
    because: (reason: string) => `lý do: ${reason}`,
    unknownPerson: "người vận hành máy chủ",
  },
  history: {
    title: "Lịch sử",
    operations: { insert: "Nhập mới", update: "Sửa", delete: "Xóa" },
    restored: "Khôi phục bản cũ",
    restore: "Khôi phục bản này",
    undo: "Hoàn tác thay đổi gần nhất",
    from: ({ file, sheet, row }: Source) =>
      ["từ tệp", file, sheet === null ? "" : `trang ${sheet}`, row === null ? "" : `dòng ${row}`]
        .filter(Boolean)
        .join(" "),
  },
  empty: "để trống",
};
export type Words = typeof words;
