package dev.demarc.sns;

/** Something that is not what Amazon SNS sends; the message says what is wrong with it. */
class RefusedMessage extends RuntimeException {

  RefusedMessage(String why) {
    super(why);
  }
}
