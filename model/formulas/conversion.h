#pragma once

namespace hallwright {

// Chains of converters. The loss curve of one converter, E10, stands in electrical.h.

/// Input of a converter with a constant loss and an efficiency: (P + c) ÷ η, as ExaDigiT/RAPS models
/// the node converters and rectifiers of Frontier.
template <typename S>
S linearConverterInput(S output, S constantLoss, S efficiency) {
    return (output + constantLoss) / efficiency;
}

/// E9: efficiency of stages one after the other.
template <typename S, typename... More>
S chainEfficiency(S first, More... more) {
    return (first * ... * more);
}

}  // namespace hallwright
