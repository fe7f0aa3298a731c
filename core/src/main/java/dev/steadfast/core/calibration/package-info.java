/** . */ package dev.steadfast.core.calibration;
