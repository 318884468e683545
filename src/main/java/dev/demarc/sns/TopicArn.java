package dev.demarc.sns;

import com.google.re2j.Pattern;

/** {@code arn:aws:sns:eu-west-1:123456789012:name}: a topic and whose it is. */
record TopicArn(String value, String region, String account) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws[a-z-]{0,20}:sns:([a-z]{2,8}(?:-[a-z]+){1,3}-[0-9]{1,2}):([0-9]{12}):"
              + "([A-Za-z0-9_-]{1,256}(?:\\.fifo)?)");

  /**
   * @throws RefusedMessage where the text is no topic's ARN
   */
  static TopicArn of(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new RefusedMessage("TopicArn is not the ARN of a topic");
    }
    return new TopicArn(text, parts.group(1), parts.group(2));
  }
}
