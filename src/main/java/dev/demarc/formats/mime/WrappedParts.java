package dev.demarc.formats.mime;

import dev.demarc.formats.containers.ArchiveLock;
import dev.demarc.formats.containers.CmsMessage;
import dev.demarc.formats.containers.CompoundFile;
import dev.demarc.formats.containers.ContainerContent;
import dev.demarc.formats.containers.OpenPgpMessage;
import dev.demarc.formats.containers.OutlookFile;
import dev.demarc.formats.containers.Tnef;
import dev.demarc.formats.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Opens the parts of a mail that wrap its words in something else than MIME, and says of those that
 * cannot be opened what they are and what to do.
 */
final class WrappedParts {

  private static final Set<String> CMS =
      Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
  private static final Set<String> TNEF = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
  private static final String NOT_READ = "[an OpenPGP message that was not read]";
  private static final int MOST_ARMOURED = 5;

  private static final int DEEPEST = 6;
  private static final byte[] ARMOUR =
      "-----BEGIN PGP MESSAGE-----".getBytes(StandardCharsets.US_ASCII);

  private final BiFunction<byte[], Integer, MailPart> reader;
  private final MailPart root;
  private final int depth;
  private final boolean mayOpenMore;
  private final MapiParts mapi;

  /**
   * @param reader reads an entity that was wrapped, at a depth
   * @param root takes the problems
   * @param mayOpenMore whether mails may still be opened inside this one
   */
  WrappedParts(
      BiFunction<byte[], Integer, MailPart> reader, MailPart root, int depth, boolean mayOpenMore) {
    this.reader = reader;
    this.root = root;
    this.depth = depth;
    this.mayOpenMore = mayOpenMore;
    this.mapi =
        new MapiParts(
            root.html, (leaf, at) -> new WrappedParts(reader, root, at, false).open(leaf));
  }

  /** Puts in the place of a leaf what it wraps, and the leaf beside that as a file. */
  void open(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    var raw = part.content;
    if (raw.length == 0 || part.message != null) {
      return;
    }
    if (depth > DEEPEST) {
      problem("What is wrapped more than " + DEEPEST + " times was not opened.");
      return;
    }
    if (CMS.contains(part.mimeType) || name.endsWith(".p7m")) {
      entity(part, CmsMessage.open(raw), "S/MIME");
    } else if (TNEF.contains(part.mimeType) || name.equals("winmail.dat") || Tnef.is(raw)) {
      tnef(part);
    } else if (part.isText() && !MailAttachments.isFile(part)) {
      inline(part);
    } else if (isPgpFile(part, name)) {
      pgpFile(part);
    } else if (OutlookFile.is(raw)) {
      outlook(part);
    } else {
      locked(part);
    }
  }

  /**
   * A file that is the whole report.
   *
   * @param file the root itself
   * @return the mail that it is, or the file with what is wrong with it
   */
  MailPart openSaved(MailPart file) {
    if (CMS.contains(file.mimeType)) {
      open(file);
      // who wrote it and about what stands in what was signed, if anywhere
      file.parts.stream().findFirst().ifPresent(inner -> file.headers.addAllOf(inner.headers));
      return file;
    }
    var mail = OutlookFile.is(file.content) ? OutlookFile.of(file.content) : null;
    if (mail == null) {
      problem(
          "This is no mail saved by Outlook that can be read. Save it as .eml and send that, with"
              + " the type message/rfc822.");
      return file;
    }
    var opened = mapi.mail(mail, depth + 1);
    opened.problems.addAll(file.problems);
    return opened;
  }

  private static boolean isPgpFile(MailPart part, String name) {
    return name.endsWith(".pgp")
        || name.endsWith(".gpg")
        || OpenPgpMessage.begin(part.start(1_024)) >= 0;
  }

  private void entity(MailPart part, ContainerContent unwrapped, String what) {
    switch (unwrapped.state()) {
      case OPEN -> {
        if (!mayOpenMore) {
          problem("Mails nested deeper than are opened stand in " + named(part) + ".");
          return;
        }
        var inner = reader.apply(unwrapped.content(), depth + 1);
        inner.problems.forEach(this::problem);
        replace(part, List.of(inner));
      }
      case ENCRYPTED ->
          problem(
              "The content is encrypted ("
                  + what
                  + ", "
                  + named(part)
                  + ") and was not read. Decrypt it and send in what it says, or ask the sender to"
                  + " send it unencrypted.");
      case DAMAGED ->
          problem(
              "The content is wrapped in "
                  + what
                  + " ("
                  + named(part)
                  + "), which is damaged and could not be read. Ask the sender to send it again.");
      case EMPTY -> {}
    }
  }

  private void problem(String told) {
    if (!root.problems.contains(told)) {
      root.problems.add(told);
    }
  }

  private static String named(MailPart part) {
    return part.fileName() == null ? "a part of type " + part.mimeType : part.fileName();
  }

  /** The part becomes a multipart, of what was in it and of itself as a file. */
  private static void replace(MailPart part, List<MailPart> inside) {
    var file = new MailPart(part.html);
    file.mimeType = part.mimeType;
    file.parameters = part.parameters;
    file.dispositionParameters = part.dispositionParameters;
    file.disposition = "attachment";
    file.content = part.content;
    part.parts.addAll(inside);
    part.parts.add(file);
    part.mimeType = "multipart/mixed";
    part.parameters = Map.of();
    part.dispositionParameters = Map.of();
    part.disposition = "";
    part.content = new byte[0];
  }

  private void tnef(MailPart part) {
    if (!Tnef.is(part.content)) {
      problem(named(part) + " is not what its name says, and was not read.");
      return;
    }
    var read = Tnef.of(part.content);
    if (!read.whole()) {
      problem(
          named(part)
              + " is damaged; what comes before the damage was read. Ask the sender to send the"
              + " mail as plain text.");
    }
    var inside = new ArrayList<MailPart>();
    boolean said = root.leaves().anyMatch(p -> p != part && p.isText() && !p.text().isBlank());
    if (!said) {
      inside.addAll(mapi.text(read.mail()));
    }
    inside.addAll(mapi.files(read.mail(), depth));
    replace(part, inside);
  }

  private void outlook(MailPart part) {
    var mail = OutlookFile.of(part.content);
    if (mail == null) {
      problem(
          named(part)
              + " is a mail saved by Outlook that could not be read. Save it as .eml and send"
              + " that.");
      return;
    }
    part.message = mapi.mail(mail, depth + 1);
  }

  /** Without decoding what is mostly no such text. */
  private static boolean isArmoured(byte[] raw) {
    for (int at = 0; at + ARMOUR.length <= raw.length; at++) {
      if (raw[at] == '-'
          && Arrays.mismatch(raw, at, at + ARMOUR.length, ARMOUR, 0, ARMOUR.length) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Armoured messages in the words of a mail. */
  private void inline(MailPart part) {
    if (!isArmoured(part.content)) {
      return;
    }
    var text = part.text();
    var read = new StringBuilder();
    int from = 0;
    int begin = OpenPgpMessage.begin(text);
    for (int i = 0; i < MOST_ARMOURED && begin >= from; i++) {
      int end = OpenPgpMessage.end(text, begin);
      var armoured = text.substring(begin, end);
      var unwrapped = OpenPgpMessage.open(armoured.getBytes(StandardCharsets.ISO_8859_1));
      read.append(text, from, begin);
      var opened = unwrapped.content();
      if (opened != null) {
        read.append(Text.decode(opened, null));
      } else {
        read.append(NOT_READ);
        entity(part, unwrapped, "OpenPGP");
      }
      from = end;
      int next = OpenPgpMessage.begin(text.substring(from));
      begin = next < 0 ? -1 : from + next;
    }
    read.append(text, from, text.length());
    part.content = read.toString().getBytes(StandardCharsets.UTF_8);
    var parameters = new HashMap<>(part.parameters);
    parameters.put("charset", "utf-8");
    part.parameters = parameters;
  }

  /**
   * A file, or the second part of {@code multipart/encrypted} (RFC 3156), which holds an entity.
   */
  private void pgpFile(MailPart part) {
    var unwrapped = OpenPgpMessage.open(part.content);
    var opened = unwrapped.content();
    if (opened == null) {
      entity(part, unwrapped, "OpenPGP");
      return;
    }
    var start = Text.cut(Text.decode(opened, 256, null), 256);
    if (start.toLowerCase(Locale.ROOT).startsWith("content-")) {
      entity(part, unwrapped, "OpenPGP");
      return;
    }
    var name = part.fileName() == null ? "message.txt" : part.fileName();
    var inner = name.replaceFirst("(?i)\\.(pgp|gpg|asc)$", "");
    replace(part, List.of(mapi.file(inner, opened)));
  }

  private void locked(MailPart part) {
    var raw = part.content;
    if (ArchiveLock.isEncryptedZip(raw)) {
      unread(part, "is an archive that needs a password, and was not opened");
    } else if (ArchiveLock.is7z(raw) || ArchiveLock.isRar(raw)) {
      unread(part, "is an archive of a kind that is not opened (7z, RAR)");
    } else if (CompoundFile.isEncryptedDocument(raw)) {
      unread(part, "is a document that needs a password, and was not read");
    }
  }

  private void unread(MailPart part, String why) {
    problem(
        named(part)
            + " "
            + why
            + ". Open it yourself and send in what it says, or ask the sender for the words"
            + " alone.");
  }
}
