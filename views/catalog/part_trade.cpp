#include "views/catalog/part_trade.h"

namespace hallwright {

int tradeOf(Kind kind) {
    switch (kind) {
    case Kind::ComputeRack:
    case Kind::ManagementRack:
    case Kind::StorageRack:
    case Kind::Tray:
    case Kind::Gpu:
    case Kind::Cpu:
    case Kind::Chassis:
        return 0;
    case Kind::NetworkRack:
    case Kind::SwitchTray:
    case Kind::Backplane:
    case Kind::Nic:
    case Kind::Switch:
    case Kind::Transceiver:
    case Kind::SwitchAsic:
    case Kind::CpoEngine:
    case Kind::LaserSource:
    case Kind::CopperCable:
    case Kind::OpticalCable:
    case Kind::Connector:
    case Kind::Jumper:
    case Kind::Trunk:
    case Kind::Panel:
        return 1;
    case Kind::PowerSidecar:
    case Kind::PowerShelf:
    case Kind::RackBusbar:
    case Kind::BbuShelf:
    case Kind::CapacitorShelf:
    case Kind::Utility:
    case Kind::Generator:
    case Kind::Transformer:
    case Kind::Switchboard:
    case Kind::Ups:
    case Kind::StaticSwitch:
    case Kind::Rpp:
    case Kind::Rectifier:
    case Kind::Busway:
    case Kind::TapOff:
        return 2;
    case Kind::Manifold:
    case Kind::Coupling:
    case Kind::Cdu:
    case Kind::AirUnit:
    case Kind::RearDoor:
    case Kind::HeatRejection:
    case Kind::Chiller:
    case Kind::DryCooler:
    case Kind::Pump:
    case Kind::Pipe:
    case Kind::Fluid:
        return 3;
    default:
        return 4;
    }
}

}  // namespace hallwright
