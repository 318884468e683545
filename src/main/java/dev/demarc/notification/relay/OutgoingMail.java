package dev.demarc.notification.relay;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A mail of the outbox as it goes over the wire. */
public final class OutgoingMail extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int ID_AT_MOST = 900;

  /** One for all: each looks for its providers in every jar. */
  private static final Session SESSION = Session.getInstance(new Properties());

  private final String messageId;
  private final Address to;

  private OutgoingMail(String messageId, Address to) {
    super(SESSION);
    this.messageId = messageId;
    this.to = to;
  }

  /**
   * @param replyTo where answers are to go; empty for the sender
   * @throws AddressException where no mail can go to the recipient
   */
  public static OutgoingMail of(
      SentMail mail, InternetAddress from, Optional<String> replyTo, Instant now)
      throws MessagingException {
    return of(mail, from, replyTo, now, List.of());
  }

  /** The same with files. */
  public static OutgoingMail of(
      SentMail mail,
      InternetAddress from,
      Optional<String> replyTo,
      Instant now,
      List<NewFile> files)
      throws MessagingException {
    var message = new OutgoingMail("<" + mail.messageId() + ">", address(mail.recipient()));
    message.setFrom(from);
    if (replyTo.isPresent()) {
      message.setReplyTo(new Address[] {new InternetAddress(replyTo.get(), true)});
    }
    message.setRecipient(Message.RecipientType.TO, message.to);
    message.setSubject(mail.subject(), UTF_8);
    message.setSentDate(Date.from(now));
    // RFC 3834 section 5: no automaton shall answer an automaton
    message.setHeader(
        "Auto-Submitted",
        mail.kind().equals("acknowledgement") ? "auto-replied" : "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    if (isHeaderSafe(mail.inReplyTo())) {
      message.setHeader("In-Reply-To", "<" + mail.inReplyTo() + ">");
      message.setHeader("References", "<" + mail.inReplyTo() + ">");
    }
    message.setContent(files.isEmpty() ? alternatives(mail) : withFiles(mail, files));
    message.saveChanges();
    return message;
  }

  /** The domain as name servers know it (RFC 5890). */
  private static Address address(String recipient) throws AddressException {
    int at = recipient.lastIndexOf('@');
    var local = recipient.substring(0, Math.max(at, 0));
    if (at < 1 || !StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
      throw new AddressException("No mail can be sent to this address: " + recipient);
    }
    try {
      return new InternetAddress(local + "@" + IDN.toASCII(recipient.substring(at + 1)), true);
    } catch (IllegalArgumentException e) {
      throw new AddressException("No mail can be sent to this address: " + recipient);
    }
  }

  /** A reporter wrote it. */
  private static boolean isHeaderSafe(@Nullable String id) {
    return id != null
        && id.length() <= ID_AT_MOST
        && id.chars().allMatch(c -> c > ' ' && c < 127 && c != '<' && c != '>');
  }

  private static MimeMultipart alternatives(SentMail mail) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(mail.bodyText(), UTF_8);
    var html = new MimeBodyPart();
    html.setText(mail.bodyHtml(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  private static MimeMultipart withFiles(SentMail mail, List<NewFile> files)
      throws MessagingException {
    var written = new MimeBodyPart();
    written.setContent(alternatives(mail));
    var all = new MimeMultipart("mixed", written);
    for (var file : files) {
      var part = new MimeBodyPart();
      part.setDataHandler(
          new DataHandler(new ByteArrayDataSource(file.content(), file.contentType())));
      part.setFileName(file.name());
      part.setDisposition(Part.ATTACHMENT);
      // text, too, arrives as the bytes that were attached
      part.setHeader("Content-Transfer-Encoding", "base64");
      all.addBodyPart(part);
    }
    return all;
  }

  public Address to() {
    return to;
  }

  /** The same at each try, so that a receiver knows a second copy for one. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
