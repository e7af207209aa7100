#include "views/reports/pdf_links.h"

#include <QRegularExpression>

#include <map>
#include <optional>

namespace hallwright {

namespace {

constexpr double points = 72.0 / 25.4;  ///< in a millimetre

/// A text string of PDF: UTF-16 with its mark, in hexadecimal.
QByteArray textString(const QString& text) {
    QByteArray bytes("\xfe\xff");
    for (const QChar c : text) {
        bytes += static_cast<char>(c.unicode() >> 8U);
        bytes += static_cast<char>(c.unicode() & 0xFFU);
    }
    return '<' + bytes.toHex() + '>';
}

/// An address as a literal string; only what is safe in one.
QByteArray addressString(const QString& url) {
    QByteArray out = "(";
    for (const char c : url.toUtf8()) {
        const unsigned char byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f || c == '(' || c == ')' || c == '\\')
            out += '%' + QByteArray(1, c).toHex().toUpper();
        else
            out += c;
    }
    return out + ')';
}

QByteArray pdfNumber(double value) { return QByteArray::number(value, 'f', 2); }

/// A PDF to which objects are added as an update (ISO 32000-1, 7.5.6).
class Update {
public:
    explicit Update(QByteArray& pdf) : m_pdf(pdf) {}

    /// Reads where things are. False where the file is not as Qt 6 writes it.
    bool read() {
        const qsizetype trailer = m_pdf.lastIndexOf("trailer");
        const qsizetype start = m_pdf.lastIndexOf("startxref");
        if (trailer < 0 || start < 0) return false;
        m_oldTable = m_pdf.mid(start + 9).trimmed().split('\n').value(0).trimmed();
        const QByteArray tail = m_pdf.mid(trailer, start - trailer);
        m_size = valueAfter(tail, "/Size ");
        m_info = valueAfter(tail, "/Info ");
        m_root = valueAfter(tail, "/Root ");
        const QByteArray root = object(m_root);
        m_pagesRoot = valueAfter(root, "/Pages ");
        const QByteArray tree = object(m_pagesRoot);
        const qsizetype from = tree.indexOf('['), to = tree.indexOf(']');
        if (m_size <= 0 || m_root <= 0 || from < 0 || to < from) return false;
        static const QRegularExpression reference(QStringLiteral("(\\d+) 0 R"));
        QRegularExpressionMatchIterator kids =
            reference.globalMatch(QString::fromLatin1(tree.mid(from, to - from)));
        while (kids.hasNext()) {
            const int page = kids.next().captured(1).toInt();
            const int notes = valueAfter(object(page), "/Annots ");
            if (notes <= 0) return false;
            m_pages.push_back({page, notes});
        }
        return !m_pages.empty();
    }

    int newObject() { return m_size++; }
    void write(int id, const QByteArray& content) {
        m_offsets[id] = m_pdf.size();
        m_pdf += QByteArray::number(id) + " 0 obj\n" + content + "\nendobj\n";
    }
    int pageObject(int page) const { return m_pages[static_cast<std::size_t>(page)].page; }
    int notesObject(int page) const { return m_pages[static_cast<std::size_t>(page)].notes; }
    int pageCount() const { return static_cast<int>(m_pages.size()); }
    int root() const { return m_root; }
    int pagesRoot() const { return m_pagesRoot; }

    void finish() {
        const qsizetype table = m_pdf.size();
        m_pdf += "xref\n";
        for (const auto& [id, offset] : m_offsets)
            m_pdf += QByteArray::number(id) + " 1\n" +
                     QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
        m_pdf += "trailer\n<<\n/Size " + QByteArray::number(m_size) + "\n/Info " +
                 QByteArray::number(m_info) + " 0 R\n/Root " + QByteArray::number(m_root) +
                 " 0 R\n/Prev " + m_oldTable + "\n>>\nstartxref\n" + QByteArray::number(table) +
                 "\n%%EOF\n";
    }

private:
    struct Page {
        int page = 0, notes = 0;
    };

    static int valueAfter(const QByteArray& text, const char* key) {
        const qsizetype at = text.indexOf(key);
        if (at < 0) return 0;
        qsizetype end = at + static_cast<qsizetype>(qstrlen(key));
        const qsizetype begin = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        return text.mid(begin, end - begin).toInt();
    }
    QByteArray object(int id) const {
        const qsizetype at = m_pdf.indexOf('\n' + QByteArray::number(id) + " 0 obj\n");
        const qsizetype end = at < 0 ? -1 : m_pdf.indexOf("endobj", at);
        return end < 0 ? QByteArray() : m_pdf.mid(at, end - at);
    }

    QByteArray& m_pdf;
    QByteArray m_oldTable;
    int m_size = 0, m_info = 0, m_root = 0, m_pagesRoot = 0;
    std::vector<Page> m_pages;
    std::map<int, qsizetype> m_offsets;
};

/// Qt writes the time of day; the report's own day stands in its place, as long as before.
void setDate(QByteArray& pdf, const QString& date) {
    const QByteArray key("/CreationDate (D:");
    const qsizetype at = pdf.indexOf(key);
    const QByteArray day = QString(date).remove(u'-').toLatin1();
    if (at < 0 || day.size() != 8) return;
    const qsizetype from = at + key.size(), end = pdf.indexOf(')', from);
    if (end - from < 14) return;
    pdf.replace(from, 14, day + "000000");
}

}  // namespace

QByteArray withLinks(QByteArray pdf, const PdfLinks& links, const QString& date) {
    setDate(pdf, date);
    QByteArray updated = pdf;
    Update update(updated);
    if (!update.read() || update.pageCount() != static_cast<int>(links.pageHeights_mm.size()))
        return pdf;
    const auto destination = [&](const PdfMark& mark) {
        const double height = links.pageHeights_mm[static_cast<std::size_t>(mark.page)];
        return '[' + QByteArray::number(update.pageObject(mark.page)) + " 0 R /XYZ 0 " +
               pdfNumber((height - mark.y_mm + 4.0) * points) + " null]";
    };
    std::map<int, QByteArray> notes;
    for (const PdfLink& link : links.links) {
        const bool inside = link.mark >= 0;
        if (inside && link.mark >= static_cast<int>(links.marks.size())) continue;
        const double height = links.pageHeights_mm[static_cast<std::size_t>(link.page)];
        const int id = update.newObject();
        update.write(
            id,
            "<<\n/Type /Annot\n/Subtype /Link\n/Border [0 0 0]\n/Rect [" +
                pdfNumber(link.in_mm.left() * points) + ' ' +
                pdfNumber((height - link.in_mm.bottom()) * points) + ' ' +
                pdfNumber(link.in_mm.right() * points) + ' ' +
                pdfNumber((height - link.in_mm.top()) * points) + "]\n" +
                (inside ? "/Dest " + destination(links.marks[static_cast<std::size_t>(link.mark)])
                        : "/A << /S /URI /URI " + addressString(link.url) + " >>") +
                "\n>>");
        notes[link.page] += QByteArray::number(id) + " 0 R ";
    }
    for (const auto& [page, list] : notes)
        update.write(update.notesObject(page), '[' + list + ']');
    if (!links.marks.empty()) {
        const int outline = update.newObject();
        std::vector<int> items;
        for (std::size_t i = 0; i < links.marks.size(); ++i)
            items.push_back(update.newObject());
        for (std::size_t i = 0; i < items.size(); ++i) {
            QByteArray item = "<<\n/Title " + textString(links.marks[i].title) + "\n/Parent " +
                              QByteArray::number(outline) + " 0 R\n/Dest " +
                              destination(links.marks[i]) + '\n';
            if (i > 0) item += "/Prev " + QByteArray::number(items[i - 1]) + " 0 R\n";
            if (i + 1 < items.size())
                item += "/Next " + QByteArray::number(items[i + 1]) + " 0 R\n";
            update.write(items[i], item + ">>");
        }
        update.write(outline, "<<\n/Type /Outlines\n/First " + QByteArray::number(items.front()) +
                                  " 0 R\n/Last " + QByteArray::number(items.back()) +
                                  " 0 R\n/Count " + QByteArray::number(items.size()) + "\n>>");
        update.write(update.root(), "<<\n/Type /Catalog\n/Pages " +
                                        QByteArray::number(update.pagesRoot()) +
                                        " 0 R\n/Outlines " + QByteArray::number(outline) +
                                        " 0 R\n/PageMode /UseOutlines\n/Lang (en)\n>>");
    }
    update.finish();
    return updated;
}

}  // namespace hallwright
