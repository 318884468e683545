package dev.demarc.formats;

/**
 * What {@code bench/fuzz} feeds with bytes, by the names that Jazzer looks for. It is started
 * beside the tests, not by JUnit: its agent would stay in the virtual machine that all tests share.
 */
public final class FuzzReaders {

  private FuzzReaders() {}

  public static final class Mail {
    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptBy(new Submission(raw, "message/rfc822", Samples.RECEIVED));
    }
  }

  public static final class Json {
    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptBy(new Submission(raw, "application/json", Samples.RECEIVED));
    }
  }

  public static final class Pieces {
    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptByPieces(raw);
    }
  }
}
