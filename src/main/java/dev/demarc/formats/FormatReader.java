package dev.demarc.formats;

import java.util.List;

/** Finds the format of a submission and reads it. Thread-safe and pure. */
public final class FormatReader {

  /** The first that recognises a submission reads it, so the narrower come first. */
  private static final List<ReportFormat> FORMATS =
      List.of(
          new XarfV4(),
          new XarfV3(),
          new XarfMail(),
          new ArfMail(),
          new XArfMail(),
          new JmrpMail(),
          new TlsReportMail(),
          new DmarcMail(),
          new TopicMail(),
          new ShadowserverMail(),
          new SpamCopMail(),
          new AwsNotice(),
          new BanMail(),
          new PlainMail(),
          new DemarcForm(),
          new PlainText());

  private static final ReportFormat LAST = new PlainText();

  /**
   * Reads any bytes: an unknown format becomes {@code text} for people.
   *
   * @throws UnreadableReport for a body that says it is JSON and is not
   * @throws MalformedReport for a JSON submission that breaks its form's rules
   */
  public ParsedReport read(Submission submission) {
    var opened = OpenedSubmission.of(submission);
    try {
      return formatOf(opened).read(opened);
    } catch (MalformedReport e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return PlainText.unreadable(opened, e);
    }
  }

  List<EvidenceFile> evidence(Submission submission) {
    var opened = OpenedSubmission.of(submission);
    try {
      return formatOf(opened).evidence(opened);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(); // as PlainText.unreadable lists none
    }
  }

  private static ReportFormat formatOf(OpenedSubmission opened) {
    return FORMATS.stream().filter(f -> f.recognises(opened)).findFirst().orElse(LAST);
  }
}
