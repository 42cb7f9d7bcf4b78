/** Texts that pages of land use share; each page has its own beside it. */
export const words = {
  tabs: {
    landLots: "Lô đất",
    landRegisters: "Sổ bộ",
    landReports: "Báo cáo kỳ",
    landAlerts: "Cảnh báo",
    landEnquiries: "Hỏi đáp",
    landLog: "Nhật ký",
  },
  tabsLabel: "Quản lý đất",
  site: "Khu, cụm công nghiệp",
  allSites: "Tất cả",
  notAllowed: "Tài khoản này chưa có vai trò để xem phần này; nhờ quản trị viên cấp.",
  files: { docx: "Tải DOCX", pdf: "Tải PDF", xlsx: "Tải Excel có công thức", making: "Đang lập…" },
};
export type Words = typeof words;
