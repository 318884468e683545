package dev.demarc.formats.mime;

import dev.demarc.formats.files.OfficeText;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.files.UnpackingBudget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of the office documents, and of the packed lists and logs, that came with a mail, and
 * what is to be said of those that were not read. All of a mail's documents share one budget.
 */
public final class MailDocuments {

  private static final int MOST_DOCUMENTS = 5;
  private static final int MOST_PARTS = 150;
  private static final int MOST_BYTES = 16 << 20;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final Map<MailPart, String> texts = new IdentityHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private MailDocuments() {}

  public static MailDocuments of(MailPart mail) {
    return mail.once(MailDocuments.class, () -> read(mail));
  }

  private static MailDocuments read(MailPart mail) {
    var documents = new MailDocuments();
    var budget = new UnpackingBudget(MOST_PARTS, MOST_BYTES);
    mail.leaves()
        .filter(p -> MailAttachments.isFile(p) && p.message == null)
        .forEach(p -> documents.read(p, budget));
    return documents;
  }

  private void read(MailPart part, UnpackingBudget budget) {
    if (isPdf(part.content)) {
      problems.add(
          named(part)
              + " is a PDF, whose text is not read. Open it yourself and send in what it says, or"
              + " ask the sender for the words alone.");
    } else if (OfficeText.is(part.content)) {
      if (texts.size() >= MOST_DOCUMENTS) {
        problems.add(named(part) + " was not read: of more than five documents the first are.");
        return;
      }
      var read = OfficeText.of(part.content, budget);
      texts.put(part, read.text());
      if (read.problem() != null) {
        problems.add(named(part) + " " + read.problem() + ".");
      }
    } else if (UnpackedFiles.isArchive(part.content)) {
      var text = PackedText.of(part, budget);
      if (!text.isEmpty()) {
        texts.put(part, text);
      }
    }
  }

  private static boolean isPdf(byte[] raw) {
    for (int i = 0; i < PDF.length; i++) {
      if (i >= raw.length || raw[i] != PDF[i]) {
        return false;
      }
    }
    return true;
  }

  private static String named(MailPart part) {
    return part.fileName() == null ? "A document without a name" : part.fileName();
  }

  /** The words of a part; null where it is no document that is read. */
  public @Nullable String textOf(MailPart part) {
    return texts.get(part);
  }

  /** For people: which documents were not read, or not whole, and what to do. */
  public List<String> problems() {
    return problems;
  }
}
