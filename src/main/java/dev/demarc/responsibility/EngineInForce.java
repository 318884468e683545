package dev.demarc.responsibility;

/** The engine that decides now; another one may be activated at any moment. */
public interface EngineInForce {

  Engine engine();
}
